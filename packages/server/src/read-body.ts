import { Readable } from 'node:stream'
import type { ServiceRequest } from './service-request.ts'

const decoder = new TextDecoder()

/**
 * Reads the body of a request as text.
 *
 * @param maxBytes a longer body is read on up to 16 times as far, so that its sender hears the answer instead of a broken
 * connection.
 * @returns `null` when it is longer. What a sender who has left sent of it; nobody hears the answer then.
 */
export async function readBody(
  { body }: Pick<ServiceRequest, 'body'>,
  maxBytes: number,
): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let length = 0

  /** Tells whether to go on. */
  function take(chunk: Uint8Array): boolean {
    length += chunk.byteLength
    if (length <= maxBytes) chunks.push(chunk)
    return length <= 16 * maxBytes
  }

  try {
    if (body instanceof Readable) await readWhile(body, take)
    else for await (const chunk of body ?? []) if (!take(chunk)) break
  } catch {
    // The sender has gone in the middle of it. What came is nothing whole.
    return ''
  }
  const [first] = chunks
  if (length > maxBytes) return null
  return decoder.decode(chunks.length === 1 ? first : Buffer.concat(chunks))
}

/** Reads by events, which takes half as long as to iterate. */
function readWhile(body: Readable, take: (chunk: Uint8Array) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    if (body.destroyed) return reject()
    body.on('data', (chunk: Buffer) => {
      if (take(chunk)) return
      resolve()
      body.destroy()
    })
    body.on('end', resolve)
    body.on('error', reject)
    body.on('close', reject)
  })
}
