import '@halyard/client'

/** The flags of an application that the bindings are compiled with. */
declare module '@halyard/client' {
  interface FlagTypes {
    checkout: boolean
    columns: 2 | 3
    hero: 'classic' | 'bold'
    theme: { readonly dark: boolean }
  }
}
