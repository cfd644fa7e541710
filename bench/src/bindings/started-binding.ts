import type { ClientSubject, StartedClient } from '../clients/client-subject.ts'
import type { SampleFlag } from '../flags/sample-flag.ts'
import type { StartedBinding } from './binding-subject.ts'

/** A binding on an SDK that is fed as the benchmark of clients feeds it. */
export async function startBinding<Client extends StartedClient>(
  subject: Omit<ClientSubject, 'start'> & { start(text: string): Promise<Client> },
  flags: readonly SampleFlag[],
  mount: (started: Client) => StartedBinding['mount'],
): Promise<StartedBinding> {
  const started = await subject.start(subject.describe(flags))
  return {
    mount: mount(started),
    onTold: started.onChange,
    change: (all, changed, turn) => started.receive(subject.describeChange(all, changed, turn)),
  }
}
