import type { ReactElement } from 'react'
import type { KiteShape } from './kites.ts'
import './kite-drawing.css'

/** Draws a kite in a square; the colours are the shop's. */
export function KiteDrawing({ shape }: { readonly shape: KiteShape }): ReactElement {
  return (
    <svg className="kite-drawing" viewBox="0 0 200 200" aria-hidden="true" focusable="false">
      {DRAWINGS[shape]}
    </svg>
  )
}

const SERPENT_DISCS = 13

/** A chain of discs along a wave, from the tail to the head. */
const serpent = Array.from({ length: SERPENT_DISCS }, (_, index) => {
  const along = index / (SERPENT_DISCS - 1)
  return {
    x: 12 + along * 138,
    y: 164 - along * 104 + Math.sin(along * Math.PI * 3) * 30,
    radius: 5 + along * 15,
    colour: ['fill-sun', 'fill-teal', 'fill-red'][(index + 1) % 3],
  }
})

const DRAWINGS: { readonly [Shape in KiteShape]: ReactElement } = {
  diamond: (
    <>
      <path className="line" d="M100 150c-18 12 16 18 0 30s8 14 4 18" />
      <path className="fill-sun" d="m88 160 12 6-12 6zm24 0-12 6 12 6zM92 182l11 6-11 6zm22 0-11 6 11 6z" />
      <path className="fill-red" d="M100 14v50H46z" />
      <path className="fill-sun" d="M100 14v50h54z" />
      <path className="fill-teal" d="M46 64h54v90z" />
      <path className="fill-navy" d="M154 64h-54v90z" />
      <path className="spar" d="M100 14v140M46 64h108" />
    </>
  ),
  rokkaku: (
    <>
      <path className="fill-cream" d="m100 16 58 36v92l-58 38-58-38V52z" />
      <path className="fill-navy" d="M42 116c20-14 34-14 58 0s38 14 58 0v28l-58 38-58-38z" />
      <path className="fill-teal" d="M42 134c20-14 34-14 58 0s38 14 58 0v10l-58 38-58-38z" />
      <circle className="fill-red" cx="100" cy="78" r="27" />
      <path className="spar" d="M100 16v166M42 52h116M42 144h116" />
      <path className="edge" d="m100 16 58 36v92l-58 38-58-38V52z" />
    </>
  ),
  serpent: (
    <>
      {serpent.map(({ x, y, radius, colour }) => (
        <circle key={x} className={colour} cx={x} cy={y} r={radius} />
      ))}
      <path className="spar" d="m142 44-8-20M160 44l12-18" />
      <circle className="fill-sun" cx="133" cy="21" r="4" />
      <circle className="fill-sun" cx="174" cy="23" r="4" />
      <circle className="fill-red" cx="150" cy="60" r="24" />
      <circle className="fill-cream" cx="150" cy="60" r="17" />
      <circle className="fill-navy" cx="144" cy="57" r="3.2" />
      <circle className="fill-navy" cx="157" cy="57" r="3.2" />
      <path className="smile" d="M142 66c5 6 12 6 17 0" />
    </>
  ),
  delta: (
    <>
      <path className="fill-navy" d="M100 34 10 132l46-8z" />
      <path className="fill-navy" d="m100 34 90 98-46-8z" />
      <path className="fill-sky" d="M100 34 56 124l26 14z" />
      <path className="fill-sky" d="m100 34 44 90-26 14z" />
      <path className="fill-cream" d="M100 34 82 138l18 10 18-10z" />
      <path className="fill-red" d="m100 34-8 46h16z" />
      <path className="spar" d="M100 34v114M54 98h92" />
      <path className="line" d="M82 140c-4 14 6 20-2 40M118 140c4 14-6 20 2 40" />
    </>
  ),
  sled: (
    <>
      <path className="fill-teal" d="M58 30h84l30 52-38 84H66L28 82z" />
      <path className="fill-sun" d="M58 30h20l-2 136H66L28 82z" />
      <path className="fill-sun" d="M142 30h-20l2 136h10l38-84z" />
      <path className="fill-red" d="M78 30h10v136H76zm44 0h-10v136h12z" />
      <path className="fill-ground" d="m88 104-7 34h14zm24 0-7 34h14z" />
      <path className="line" d="M66 166c-8 10 8 16-2 30M134 166c8 10-8 16 2 30" />
    </>
  ),
  box: (
    <g transform="rotate(14 100 100)">
      <path className="fill-shade" d="m60 30 44-14 40 14-44 14zM60 122l44-14 40 14-44 14z" />
      <path className="fill-red" d="m60 30 40 14v38L60 68zM60 122l40 14v38l-40-14z" />
      <path className="fill-sun" d="m144 30-44 14v38l44-14zM144 122l-44 14v38l44-14z" />
      <path className="fill-cream" d="m60 44 40 14v11L60 55zM60 136l40 14v11l-40-14z" />
      <path className="fill-cream" d="m144 44-44 14v11l44-14zM144 136l-44 14v11l44-14z" />
      <path className="spar" d="M60 26v138M100 40v138M144 26v138" />
    </g>
  ),
}
