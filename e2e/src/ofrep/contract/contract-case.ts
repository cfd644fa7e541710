import type { FlagValue } from '@halyard/schema'
import type { SubjectUnderTest } from './subject-under-test.ts'

/** Something that an OFREP client has to get right. */
export interface ContractCase {
  readonly title: string
  /** Whether the client keeps to it. The server serves `hero` as `A` to everybody to begin with. */
  keeps(subject: SubjectUnderTest): Promise<boolean>
}

/** An entry of an evaluation. */
export function served(value: FlagValue, entry: object = {}): object {
  return { key: 'hero', value, reason: 'STATIC', variant: 'served', ...entry }
}

/** Makes it true that the next evaluation is answered with this status, and those after it with flags. */
export function failOnce(
  { server }: SubjectUnderTest,
  status: number,
  headers: Record<string, string> = {},
): void {
  server.answer = () => {
    server.answer = null
    return { status, headers }
  }
}

/** Whether the flag `hero` comes to have this value. */
export function comesToShow(subject: SubjectUnderTest, value: string): Promise<boolean> {
  return subject.eventually(async () => (await subject.read('hero', '-')).value === value)
}

/** Whether nothing is asked for while this is done. */
export async function asksNothing(subject: SubjectUnderTest, during: () => Promise<void>): Promise<boolean> {
  const before = (await subject.askedAtMs()).length
  await during()
  return (await subject.askedAtMs()).length === before
}
