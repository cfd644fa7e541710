import { createTestClient, type TestClient } from '@halyard/client/testing'
import { computed, effect } from '@preact/signals'
import { expect, it, vi } from 'vitest'
import { flagSignal } from './flag-signal.ts'

/** A client, and how many observe a flag of it. */
function observedClient(flags: Record<string, string>): { client: TestClient; observers: Set<() => void> } {
  const client = createTestClient({ flags })
  const observers = new Set<() => void>()
  const { subscribe } = client
  client.subscribe = (flagKey, listener) => {
    const end = subscribe(flagKey, listener)
    observers.add(end)
    return () => {
      observers.delete(end)
      end()
    }
  }
  return { client, observers }
}

it('is right whenever it is read, though nobody observes it', () => {
  const { client, observers } = observedClient({ a: '1' })
  const a = flagSignal(client, 'a', '-')
  const shout = computed(() => `${a.value}!`)
  expect([a.value, a.peek(), shout.value]).toEqual(['1', '1', '1!'])
  client.set('a', '2')
  expect([shout.value, a.value, a.peek()]).toEqual(['2!', '2', '2'])
  client.set('a', null)
  expect([a.peek(), shout.peek()]).toEqual(['-', '-!'])
  expect(observers.size).toBe(0)
})

it('observes the client while somebody observes it, and is right before, while and after', () => {
  const { client, observers } = observedClient({ a: '1' })
  const a = flagSignal(client, 'a', '-')
  const seen: string[] = []
  const follow = () => effect(() => void seen.push(a.value))
  const [end, endOther] = [follow(), follow()]
  expect(observers.size).toBe(1)
  client.set('a', '2')
  expect(seen).toEqual(['1', '1', '2', '2'])
  end()
  expect(observers.size).toBe(1)
  endOther()
  expect(observers.size).toBe(0)
  client.set('a', '3')
  expect([a.value, seen.length]).toEqual(['3', 4])
  seen.length = 0
  follow()()
  expect([seen, observers.size]).toEqual([['3'], 0])
  client.set('a', '4')
  expect(a.value).toBe('4')
})

it('tells nobody of a value that is the same', () => {
  const { client } = observedClient({ a: '1' })
  const a = flagSignal(client, 'a', '-')
  a.value
  const run = vi.fn(() => void a.value)
  const end = effect(run)
  client.set('a', '1')
  client.set('b', '1')
  expect(run).toHaveBeenCalledTimes(1)
  end()
})

it('does not tie whoever changes a flag to it', () => {
  const { client } = observedClient({ a: '1' })
  const a = flagSignal(client, 'a', '-')
  const end = effect(() => void a.value)
  const change = vi.fn(() => client.set('a', '2'))
  const endChange = effect(change)
  client.set('a', '3')
  expect([a.value, change.mock.calls.length]).toEqual(['3', 1])
  end()
  endChange()
})

it('is one of its own for each call, with the own fallback', () => {
  const { client } = observedClient({})
  const [x, y] = [{ x: 1 }, { x: 1 }]
  expect(flagSignal(client, 'a', '1')).not.toBe(flagSignal(client, 'a', '1'))
  expect([flagSignal(client, 'a', '1').value, flagSignal(client, 'a', 1).value]).toEqual(['1', 1])
  expect(
    [flagSignal(client, 'a', x).value, flagSignal(client, 'a', y).value].map((value) => value === y),
  ).toEqual([false, true])
})

it('gives the identical object until its content changes', () => {
  const client = createTestClient({ flags: { a: { title: 'Sale' } } })
  const a = flagSignal(client, 'a', {})
  const { value } = a
  client.set('a', { title: 'Sale' })
  expect(a.value).toBe(value)
  client.set('a', { title: 'Gone' })
  expect(a.value).toEqual({ title: 'Gone' })
})
