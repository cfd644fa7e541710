import { ShieldCheck } from 'lucide-preact'
import type { PanelModel } from '../model/panel-model.ts'
import { clipText } from '../model/value-text.ts'
import { allowLabel } from '../text/site-access.ts'
import type { WithheldSite } from '../transport/site-access.ts'

/** Asks the person whether the panel may look into a site. */
export function AllowButton({ model, site }: { model: PanelModel; site: WithheldSite }) {
  return (
    <button type="button" class="button" onClick={() => model.allow(site)}>
      <ShieldCheck size={12} aria-hidden="true" />
      {allowLabel(clipText(site.hostname, 80))}
    </button>
  )
}
