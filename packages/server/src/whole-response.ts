/** What a whole answer says besides its body. */
export interface WholeResponseOptions {
  /** @default 200 */
  readonly status?: number
  readonly headers: Readonly<Record<string, string>>
}

type Reading =
  | 'arrayBuffer'
  | 'blob'
  | 'body'
  | 'bodyUsed'
  | 'bytes'
  | 'clone'
  | 'formData'
  | 'headers'
  | 'json'
  | 'text'

/** `Response`, without what its types have as properties, which no accessor or method may take the place of. */
const BareResponse: new (body: null, init: ResponseInit) => Omit<Response, Reading> = Response

/**
 * An answer whose body is there as a whole. Whoever knows nothing of it reads it like any other; an adapter that has a
 * socket takes `content` and `fields`, because a `Response` around them costs more than most answers take to make.
 */
export class WholeResponse extends BareResponse implements Response {
  /** The body. */
  readonly content: Uint8Array<ArrayBuffer>
  readonly #fields: Readonly<Record<string, string>>
  #headers: Headers | undefined
  #unwrapped: Response | undefined

  /** @example new WholeResponse(Buffer.from('{}'), { headers: { 'Content-Type': 'application/json' } }) */
  constructor(content: Uint8Array<ArrayBuffer>, { status = 200, headers }: WholeResponseOptions) {
    super(null, { status })
    this.content = content
    this.#fields = { ...headers, 'Content-Length': String(content.byteLength) }
  }

  /** The headers as they are now, by name. */
  get fields(): Readonly<Record<string, string>> {
    return this.#headers ? Object.fromEntries(this.#headers) : this.#fields
  }

  get headers(): Headers {
    this.#headers ??= new Headers(this.#fields)
    return this.#headers
  }

  get body(): Response['body'] {
    return this.#read().body
  }

  get bodyUsed(): boolean {
    return this.#unwrapped?.bodyUsed ?? false
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#read().arrayBuffer()
  }

  blob(): Promise<Blob> {
    return this.#read().blob()
  }

  bytes(): ReturnType<Response['bytes']> {
    return this.#read().bytes()
  }

  clone(): Response {
    return this.#read().clone()
  }

  formData(): Promise<FormData> {
    return this.#read().formData()
  }

  json(): Promise<unknown> {
    return this.#read().json()
  }

  text(): Promise<string> {
    return this.#read().text()
  }

  /** An answer like any other, made when somebody reads this one as such. */
  #read(): Response {
    const { status, headers } = this
    this.#unwrapped ??= new Response(this.content, { status, headers })
    return this.#unwrapped
  }
}
