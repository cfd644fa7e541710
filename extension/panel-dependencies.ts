/**
 * The packages that the panel loads. A development server that is not told of them converts them when it meets them, and
 * then loads its pages anew.
 */
export const PANEL_DEPENDENCIES: readonly string[] = [
  '@codemirror/commands',
  '@codemirror/lang-json',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/highlight',
  '@preact/signals',
  'error-stack-parser-es/lite',
  'jsonc-parser',
  'lucide-preact',
  'preact',
  'preact/hooks',
  'preact/jsx-dev-runtime',
  'qr',
]
