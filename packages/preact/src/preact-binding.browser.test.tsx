/** @jsxImportSource preact */
import { act, cleanup, render } from '@testing-library/preact'
import type { VNode } from 'preact'
import { afterEach, describe } from 'vitest'
import {
  type BindingAdapter,
  describeBinding,
  type ShownFlag,
} from '../../client/src/testing/binding-contract.ts'
import { FlagProvider } from './flag-provider.ts'
import { useFlag } from './use-flag.ts'
import { useFlagSignal } from './use-flag-signal.ts'

/** Mounts components that show a flag as one hook gives it. */
function mountWith(useShown: (flag: ShownFlag) => unknown): BindingAdapter['mount'] {
  return async (client, shown) => {
    const renders = shown.map(() => 0)
    const flags = [...shown]
    let provided = client

    function Shown({ index, flag }: { readonly index: number; readonly flag: ShownFlag }): VNode {
      renders[index] = (renders[index] ?? 0) + 1
      return <p>{useShown(flag) as string}</p>
    }

    const tree = (): VNode => (
      <FlagProvider client={provided}>
        {flags.map((flag, index) => (
          <Shown key={String(index)} index={index} flag={flag} />
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
      unmount: async () => act(() => void unmount()),
    }
  }
}

afterEach(cleanup)

describe('useFlagSignal', () => {
  describeBinding({
    rendersOnChange: 0,
    mount: mountWith(({ flagKey, fallback }) => useFlagSignal(flagKey, fallback)),
  })
})

describe('useFlag', () => {
  describeBinding({
    rendersOnChange: 1,
    mount: mountWith(({ flagKey, fallback }) => useFlag(flagKey, fallback)),
  })
})
