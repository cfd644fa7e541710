import { createFlagClient, staticSource } from '@halyard/client'
import { createTestClient } from '@halyard/client/testing'
import { act, cleanup, render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { Flag } from './flag.tsx'
import { FlagProvider } from './flag-provider.tsx'
import { ErrorBoundary } from './testing/error-boundary.tsx'
import { noteExposures } from './testing/note-exposures.ts'
import { renderWithFlags } from './testing-library/render-with-flags.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const variation = (text: string) => ({ default: () => <b>{text}</b> })

/** Loads variations when a test lets it, and notes for which it was asked. */
function createLoader() {
  const asked: string[] = []
  const waiting = new Map<string, (arrived: ReturnType<typeof variation>) => void>()
  const load = (name: string) => () => {
    asked.push(name)
    return new Promise<ReturnType<typeof variation>>((resolve) => void waiting.set(name, resolve))
  }
  return {
    asked,
    load,
    arrive: (name: string) => act(async () => waiting.get(name)?.(variation(name))),
  }
}

function Hero({ load }: Pick<ReturnType<typeof createLoader>, 'load'>): ReactElement {
  return (
    <Flag
      name="hero"
      fallback="classic"
      load={{ classic: load('classic'), bold: load('bold') }}
      pending="pending"
    />
  )
}

it('loads the variation that is shown and no other, and counts it when it is there', async () => {
  const { asked, load, arrive } = createLoader()
  const client = createTestClient({ flags: { hero: 'bold' } })
  const exposed = noteExposures(client)
  const { container, rerender } = renderWithFlags(<Hero load={load} />, { client })
  rerender(<Hero load={load} />)
  expect([container.textContent, asked, exposed]).toEqual(['pending', ['bold'], []])
  await arrive('bold')
  expect([container.innerHTML, asked, exposed]).toEqual(['<b>bold</b>', ['bold'], ['hero bold']])
})

it('keeps what it shows until the next variation is there, and asks for none twice', async () => {
  const { asked, load, arrive } = createLoader()
  const { client, container } = renderWithFlags(<Hero load={load} />, { flags: { hero: 'bold' } })
  await arrive('bold')
  await act(async () => client.set('hero', 'unknown'))
  expect([container.textContent, asked]).toEqual(['bold', ['bold', 'classic']])
  await arrive('classic')
  expect(container.textContent).toBe('classic')
  await act(async () => client.set('hero', 'bold'))
  expect([container.textContent, asked]).toEqual(['bold', ['bold', 'classic']])
})

it('counts another variant whose value is the same, once its variation is there', async () => {
  const { load, arrive } = createLoader()
  const hero = {
    state: 'ENABLED',
    variants: { control: 'bold', treatment: 'bold' },
    defaultVariant: 'control',
    targeting: { var: 'variant' },
  } as const
  const client = createFlagClient({ source: staticSource({ flags: { hero } }) })
  client.start()
  const variants: unknown[] = []
  client.expose = (flagKey, fallback) => void variants.push(client.details(flagKey, fallback).variant)
  const { container } = render(
    <FlagProvider client={client}>
      <Hero load={load} />
    </FlagProvider>,
  )
  await act(() => client.setContext({ variant: 'treatment' }))
  expect([container.textContent, variants]).toEqual(['pending', []])
  await arrive('bold')
  await act(() => client.setContext({ variant: 'control' }))
  expect([container.textContent, variants]).toEqual(['bold', ['treatment', 'control']])
})

it('switches between two, and shows nothing for one that is left out', async () => {
  const { asked, load, arrive } = createLoader()
  const flag = <Flag name="checkout" fallback={false} load={{ on: load('on') }} />
  const { client, container } = renderWithFlags(flag)
  expect([container.textContent, asked]).toEqual(['', []])
  await act(async () => client.set('checkout', true))
  await arrive('on')
  expect([container.textContent, asked]).toEqual(['on', ['on']])
})

it('leaves a variation that cannot be loaded to the nearest error boundary', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const load = { on: () => Promise.reject(new Error('no such chunk')) }
  const { container } = renderWithFlags(
    <ErrorBoundary>
      <Flag name="checkout" fallback={true} load={load} />
    </ErrorBoundary>,
  )
  await act(async () => undefined)
  expect(container.textContent).toBe('no such chunk')
})
