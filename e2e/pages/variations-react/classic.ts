// biome-ignore lint/style/noDefaultExport: React's lazy() takes nothing else
export default function Variation(): string {
  return 'the classic hero'
}
