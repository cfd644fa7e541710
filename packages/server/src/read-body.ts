/**
 * Reads the body of a request as text.
 *
 * @param maxBytes a longer body is read on up to 16 times as far, so that its sender hears the answer instead of a broken
 * connection.
 * @returns `null` when it is longer. What a sender who has left sent of it; nobody hears the answer then.
 */
export async function readBody(request: Request, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.byteLength
      if (length > 16 * maxBytes) return null
      if (length <= maxBytes) chunks.push(chunk)
    }
  } catch {
    // The sender has gone in the middle of it. What came is nothing whole.
    return ''
  }
  return length > maxBytes ? null : new TextDecoder().decode(Buffer.concat(chunks))
}
