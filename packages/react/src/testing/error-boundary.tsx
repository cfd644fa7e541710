import { Component, type ReactNode } from 'react'

/** Shows the message of what was thrown below it. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }> {
  override state = { message: '' }
  static getDerivedStateFromError({ message }: Error): object {
    return { message }
  }
  override render(): ReactNode {
    return this.state.message || this.props.children
  }
}
