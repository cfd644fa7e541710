import { useFlag } from '@halyard/react'

export function Greeting() {
  const greeting: 'Hello' | 'Welcome' = useFlag('greeting', 'Hello')
  return <p id="greeting">{greeting}</p>
}
