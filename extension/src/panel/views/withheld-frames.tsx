import { useSignal } from '@preact/signals'
import type { PanelModel } from '../model/panel-model.ts'
import { withheldFrames } from '../text/site-access.ts'
import { AllowButton } from './allow-button.tsx'

/** Says that flags may be missing from the list, because the person has not allowed the sites of some frames. */
export function WithheldFrames({ model }: { model: PanelModel }) {
  // Frames come and go while a page loads: what the reader has opened stays open.
  const isOpen = useSignal(false)
  const sites = model.access.value?.withheld.filter(({ isFrame }) => isFrame) ?? []
  if (sites.length === 0) return null
  return (
    <details
      class="withheld-frames"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open
      }}
    >
      <summary>{withheldFrames(sites.length)}</summary>
      <div class="allow-buttons">
        {sites.map((site) => (
          <AllowButton key={site.hostname} model={model} site={site} />
        ))}
      </div>
    </details>
  )
}
