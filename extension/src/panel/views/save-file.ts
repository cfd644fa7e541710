/**
 * Has the browser save a text as a file, where people keep downloads.
 *
 * @param name what is no letter, digit, dot or hyphen in it becomes a hyphen.
 */
export function saveFile(name: string, text: string, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')
  link.click()
  URL.revokeObjectURL(url)
}
