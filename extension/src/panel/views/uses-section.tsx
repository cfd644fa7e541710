import type { EvaluationContext } from '@halyard/schema'
import type { ComponentChildren } from 'preact'
import { attributeValue } from '../model/attribute-value.ts'
import type { ClientModel } from '../model/client-model.ts'
import type { FlagExplanation } from '../model/flag-explainer.ts'
import { lastAnswer } from '../model/latest-answer.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { DETAIL_TEXT } from '../text/detail.ts'
import { WHY_TEXT } from '../text/why.ts'
import { Section } from './section.tsx'

/** What a flag depends on, with what it is now. */
export function UsesSection(props: {
  client: ClientModel
  context: EvaluationContext
  explanation: FlagExplanation
}) {
  const { client, context, explanation } = props
  if (explanation.status === 'unavailable') return null
  const uses = lastAnswer(explanation)?.uses
  if (!uses) return null
  const paths = [...(uses.targetingKey ? ['targetingKey'] : []), ...uses.attributes]
  const isNothing = paths.length === 0 && uses.segments.length === 0 && uses.flags.length === 0 && !uses.time
  return (
    <Section title={DETAIL_TEXT.uses}>
      {isNothing ? (
        <p class="faint">{WHY_TEXT.usesNothing}</p>
      ) : (
        <dl class="facts">
          {uses.segments.map(({ name, result, rule }) => (
            <Fact
              key={`segment ${name}`}
              name={
                <>
                  {WHY_TEXT.segment} <em class="phrase-name">{clipText(name, 80)}</em>
                </>
              }
            >
              <details>
                <summary>
                  {typeof result === 'boolean' ? WHY_TEXT.inSegment(result) : valueText(result)}
                </summary>
                <pre class="mono value-json">{rule}</pre>
              </details>
            </Fact>
          ))}
          {paths.map((path) => (
            <Fact key={`attribute ${path}`} name={<span class="mono">{clipText(path, 80)}</span>}>
              {path === '*' ? WHY_TEXT.anyAttribute : <Present value={attributeValue(context, path)} />}
            </Fact>
          ))}
          {uses.flags.map((flagKey) => (
            <Fact
              key={`flag ${flagKey}`}
              name={
                <>
                  {WHY_TEXT.flag} <span class="mono">{clipText(flagKey, 80)}</span>
                </>
              }
            >
              <UsedFlag client={client} flagKey={flagKey} />
            </Fact>
          ))}
          {uses.time && <Fact name={WHY_TEXT.time}>{WHY_TEXT.usesTime}</Fact>}
        </dl>
      )}
    </Section>
  )
}

function Fact({ name, children }: { name: ComponentChildren; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Present({ value }: { value: unknown }) {
  return value === undefined ? (
    <span class="faint">{WHY_TEXT.absent}</span>
  ) : (
    <span class="mono">{valueText(value)}</span>
  )
}

function UsedFlag({ client, flagKey }: { client: ClientModel; flagKey: string }) {
  void client.version.value
  const flag = client.flag(flagKey)
  if (!flag) return <span class="faint">{WHY_TEXT.notHere}</span>
  return (
    <>
      <span class="mono">{valueText(flag.value) || WHY_TEXT.fallback}</span>
      {flag.variant !== undefined && <span class="faint"> · {clipText(flag.variant, 80)}</span>}
    </>
  )
}
