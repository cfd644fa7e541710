import { Pencil, X } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import type { Persona } from '../../model/sheet-state.ts'
import { AxisSection, Choice, toggled } from './axis-section.tsx'
import { PersonaForm } from './persona-form.tsx'
import type { RailProps } from './rail.tsx'

const OWN_USER = 'The page’s own user'

/** Whom the page is looked at as. */
export function PersonaSection({ state, onStateChange }: Omit<RailProps, 'known'>): ReactElement {
  const { personas } = state
  const [edited, setEdited] = useState<Persona | 'new'>()
  const change = (next: readonly (Persona | null)[]): void => onStateChange({ personas: next })
  // Whoever is not shown any more can be shown again, as long as nobody removes them.
  const [met, setMet] = useState<readonly Persona[]>([])
  const others = [
    ...met,
    ...personas.filter((persona) => persona !== null && !met.some(isSame(persona))),
  ].filter((persona) => persona !== null)
  if (others.length > met.length) setMet(others)
  const isShown = (persona: Persona): boolean => personas.some((other) => other && isSame(persona)(other))

  function remove(persona: Persona): void {
    setMet(met.filter((other) => other !== persona))
    change(personas.filter((other) => !other || !isSame(persona)(other)))
  }

  return (
    <AxisSection title="Seen as" summary={personas.map((persona) => persona?.name ?? OWN_USER).join(', ')}>
      <Choice
        name={OWN_USER}
        isChosen={personas.includes(null)}
        isLast={personas.length === 1 && personas[0] === null}
        onToggle={() => change(toggled(personas, null, Object.is))}
      />
      {others.map((persona) => {
        const isLast = personas.length === 1 && isShown(persona)
        return (
          <Choice
            key={JSON.stringify(persona)}
            name={persona.name}
            detail={persona.context.targetingKey ?? ''}
            isChosen={isShown(persona)}
            isLast={isLast}
            onToggle={() =>
              change(toggled(personas, persona, (a, b) => a === b || (!!a && !!b && isSame(a)(b))))
            }
          >
            <button
              type="button"
              className="icon-button"
              aria-label={`Edit ${persona.name}`}
              onClick={() => setEdited(persona)}
            >
              <Pencil size={16} aria-hidden />
            </button>
            {!isLast && (
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove ${persona.name}`}
                onClick={() => remove(persona)}
              >
                <X size={16} aria-hidden />
              </button>
            )}
          </Choice>
        )
      })}
      {edited === undefined ? (
        <button type="button" className="button axis-add" onClick={() => setEdited('new')}>
          Add somebody
        </button>
      ) : (
        <PersonaForm
          key={edited === 'new' ? edited : edited.name}
          persona={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onSave={(persona) => {
            setEdited(undefined)
            if (edited === 'new') {
              change([...personas, persona])
              return
            }
            setMet(met.map((other) => (other === edited ? persona : other)))
            change(personas.map((other) => (other && isSame(edited)(other) ? persona : other)))
          }}
        />
      )}
    </AxisSection>
  )
}

function isSame(persona: Persona): (other: Persona) => boolean {
  const text = JSON.stringify(persona)
  return (other) => JSON.stringify(other) === text
}
