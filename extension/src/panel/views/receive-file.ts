import { MAX_STATE_LENGTH } from '../model/read-state.ts'

/**
 * Reads a file that was chosen or dropped, as far as anything is read of a text: one that is longer is refused by whoever
 * reads the text, for its length.
 */
export function receiveFile(
  files: FileList | null | undefined,
  receive: (text: string, name: string) => unknown,
): void {
  const [file] = files ?? []
  // A character is at least one byte, and at most four of UTF-8.
  if (file)
    void file
      .slice(0, MAX_STATE_LENGTH * 4)
      .text()
      .then((text) => receive(text, file.name))
}
