import { type ReadonlySignal, signal } from '@preact/signals'

/** What is known of the answer to a question. */
export type Answer<T> =
  | { readonly status: 'none' }
  /** `before` is the last answer about the same subject: it stays on view, so that nothing jumps. */
  | { readonly status: 'asking'; readonly before?: T }
  | { readonly status: 'there'; readonly value: T }
  | { readonly status: 'failed'; readonly message: string }

/** Asks a question that changes, and knows the answer to the latest one. */
export interface LatestAnswer<Question, T> {
  readonly answer: ReadonlySignal<Answer<T>>
  /**
   * Asks. While a question about the same subject waits, only the last one of those that follow is asked.
   *
   * @param subject what it is about: an answer about another one is not shown.
   */
  ask(subject: string, question: Question): void
  /** Nothing is asked, and nothing answered any more. */
  stop(): void
}

interface Subject<Question> {
  readonly name: string
  next: Question | undefined
  isBusy: boolean
}

/** @param request rejects with a sentence for a person. */
export function createLatestAnswer<Question, T>(
  request: (question: Question) => Promise<T>,
): LatestAnswer<Question, T> {
  const answer = signal<Answer<T>>({ status: 'none' })
  let current: Subject<Question> | undefined

  async function work(subject: Subject<Question>): Promise<void> {
    subject.isBusy = true
    while (subject.next !== undefined) {
      const question = subject.next
      subject.next = undefined
      const result = await settle(request(question))
      if (current === subject && subject.next === undefined) answer.value = result
    }
    subject.isBusy = false
  }

  return {
    answer,
    ask(name, question) {
      const before = answer.peek()
      if (current?.name === name) {
        current.next = question
        if (before.status === 'there') answer.value = { status: 'asking', before: before.value }
        else if (before.status !== 'asking') answer.value = { status: 'asking' }
      } else {
        current = { name, next: question, isBusy: false }
        answer.value = { status: 'asking' }
      }
      if (!current.isBusy) void work(current)
    },
    stop() {
      current = undefined
      answer.value = { status: 'none' }
    },
  }
}

async function settle<T>(asked: Promise<T>): Promise<Answer<T>> {
  try {
    return { status: 'there', value: await asked }
  } catch (error) {
    return { status: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

/** The answer, or the last one while another is asked for; `undefined` where there is none. */
export function lastAnswer<T>(answer: Answer<T>): T | undefined {
  if (answer.status === 'there') return answer.value
  return answer.status === 'asking' ? answer.before : undefined
}
