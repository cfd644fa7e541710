import { readFileSync } from 'node:fs'
import * as radix from '@radix-ui/colors'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const scales = radix as unknown as Record<string, Record<string, string>>

// --name: light-dark(#light, #dark); /* scale step, step */
const COLOUR = /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\); \/\* ([a-z]+) (\d+), (\d+) \*\//g

const tokens = new Map(
  [...css.matchAll(COLOUR)].map(([, name = '', light = '', dark = '', scale = '', stepLight, stepDark]) => [
    name,
    { light, dark, scale, stepLight, stepDark },
  ]),
)

// --name: color-mix(in srgb, var(--other) 85%, var(--text-strong));
const MIXTURE = /--([\w-]+): color-mix\(in srgb, var\(--([\w-]+)\) (\d+)%, var\(--([\w-]+)\)\);/g

const mixtures = new Map(
  [...css.matchAll(MIXTURE)].map(([, name = '', first = '', percent, second = '']) => [
    name,
    { first, share: Number(percent) / 100, second },
  ]),
)

const THEMES = ['light', 'dark'] as const
const SURFACES = ['surface-0', 'surface-1', 'surface-2', 'surface-3']
const WHITE = '#ffffff'

describe('tokens.css', () => {
  it('names the step of every colour that differs by theme', () => {
    const colours = css.match(/--[\w-]+: light-dark\(#/g)
    expect(tokens.size).toBe(colours?.length)
  })

  it.each([...tokens])('takes %s from its Radix scale', (_, { light, dark, scale, stepLight, stepDark }) => {
    expect(light).toBe(scales[scale]?.[`${scale}${stepLight}`])
    expect(dark).toBe(scales[`${scale}Dark`]?.[`${scale}${stepDark}`])
  })

  it.each(['text-strong', 'text-faint'])('%s is readable on every surface', (text) => {
    for (const surface of SURFACES) expectContrast(text, surface, 4.5)
  })

  it.each(['accent', 'override'])('%s text is readable on its surface, and on rails and pages', (role) => {
    for (const surface of [`${role}-surface`, 'surface-0', 'surface-1', 'surface-2']) {
      expectContrast(`${role}-text`, surface, 4.5)
    }
    expectContrast('text-strong', `${role}-surface`, 4.5)
  })

  it.each(['good', 'warn', 'bad'])('%s is readable as text', (state) => {
    for (const surface of ['surface-0', 'surface-1', 'surface-2']) expectContrast(state, surface, 4.5)
  })

  it.each(['line-strong', 'accent', 'override', 'focus-color'])('%s outlines at 3:1', (outline) => {
    for (const surface of ['surface-0', 'surface-1']) expectContrast(outline, surface, 3)
  })

  it.each(['accent', 'override'])('white is readable on the fill of %s', (fill) => {
    for (const theme of THEMES) expect(contrast(WHITE, colour(fill, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it('gives every colour a role in forced colours', () => {
    const forced = css.slice(css.indexOf('forced-colors: active'))
    for (const name of tokens.keys()) expect(forced).toContain(`--${name.replace('-hue', '')}: `)
  })
})

function expectContrast(foreground: string, background: string, minimum: number): void {
  for (const theme of THEMES) {
    const ratio = contrast(colour(foreground, theme), colour(background, theme))
    expect(ratio, `${foreground} on ${background}, ${theme}`).toBeGreaterThanOrEqual(minimum)
  }
}

function colour(name: string, theme: (typeof THEMES)[number]): string {
  const mixture = mixtures.get(name)
  if (mixture) return mix(colour(mixture.first, theme), colour(mixture.second, theme), mixture.share)
  const token = tokens.get(name)
  if (!token) throw new Error(`tokens.css has no colour "--${name}"`)
  return token[theme]
}

function mix(first: string, second: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a = 0, b = 0] = [first, second].map((hex) => Number.parseInt(hex.slice(at, at + 2), 16))
    return Math.round(a * share + b * (1 - share))
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}

/** Source: WCAG 2.2, contrast ratio and relative luminance. */
function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
