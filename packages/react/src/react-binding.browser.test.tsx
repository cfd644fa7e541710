import { act, render } from '@testing-library/react'
import { type ReactElement, version } from 'react'
import { expect, it } from 'vitest'
import {
  type BindingAdapter,
  describeBinding,
  type ShownFlag,
} from '../../client/src/testing/binding-contract.ts'
import { FlagProvider } from './flag-provider.tsx'
import { useFlag } from './use-flag.ts'

interface ShownProps {
  readonly flag: ShownFlag
  onRender(): void
}

function Shown({ flag, onRender }: ShownProps): ReactElement {
  onRender()
  return <p>{String(useFlag(flag.flagKey, flag.fallback))}</p>
}

const mount: BindingAdapter['mount'] = async (client, shown) => {
  const renders = shown.map(() => 0)
  const flags = [...shown]
  let provided = client

  const count = (index: number) => (): void => {
    renders[index] = (renders[index] ?? 0) + 1
  }
  const tree = (): ReactElement => (
    <FlagProvider client={provided}>
      {flags.map((flag, index) => (
        <Shown key={String(index)} flag={flag} onRender={count(index)} />
      ))}
    </FlagProvider>
  )
  const { container, rerender, unmount } = render(tree())
  return {
    get texts() {
      return [...container.querySelectorAll('p')].map((shownText) => shownText.textContent)
    },
    get renders() {
      return [...renders]
    },
    act: async (run) => act(run),
    async show(index, flag) {
      flags[index] = flag
      rerender(tree())
    },
    async provide(next) {
      provided = next
      rerender(tree())
    },
    async unmount() {
      unmount()
    },
  }
}

it('runs with the React that it is meant for', () => {
  expect(version).toMatch(new RegExp(`^${import.meta.env.REACT_MAJOR}\\.`))
})

describeBinding({ rendersOnChange: 1, mount })
