import { useFlag } from '@halyard/preact'

export function Greeting() {
  const greeting: 'Hello' | 'Welcome' = useFlag('greeting', 'Hello')
  return <p id="greeting">{greeting}</p>
}
