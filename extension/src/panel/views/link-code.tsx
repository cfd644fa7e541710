import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { SHARE_TEXT as TEXT } from '../text/scenarios.ts'

/** A link as a QR code: dark on white in every theme, as readers want it. */
export function LinkCode({ link }: { link: string }) {
  const modules = useSignal<readonly (readonly boolean[])[]>([])
  useEffect(() => {
    let isWanted = true
    // Few people want one, so that the library is loaded when they do.
    void import('qr').then(({ encodeQR }) => {
      if (isWanted) modules.value = encodeQR(link, 'raw', { ecc: 'low', border: 4 })
    })
    return () => {
      isWanted = false
    }
  }, [link, modules])
  const size = modules.value.length
  return (
    <svg
      class="link-code"
      role="img"
      aria-label={TEXT.codeAlt}
      aria-busy={size === 0}
      viewBox={`0 0 ${size} ${size}`}
      shape-rendering="crispEdges"
    >
      <path d={pathOf(modules.value)} />
    </svg>
  )
}

function pathOf(modules: readonly (readonly boolean[])[]): string {
  return modules.flatMap((line, y) => line.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
}
