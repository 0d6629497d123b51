import { sha256 } from "#models/shared/digest.server.ts"

/** Drawing operators for a box of the given size in points, its origin at the lower left. */
export type Box = { width: number; height: number }
/** Outlines of letters in em: a picture holds no text, so that nothing in it is read as the document's. */
export type Outlines = { letterOf(letter: string): Letter }
export type Letter = { advance: number; curves: Curve[] }
/** A path segment with its points in em: start (1), line (1), cubic curve (3), close (0). */
export type Curve = { operator: "m" | "l" | "c" | "h"; points: [number, number][] }

const n = (value: number): string => value.toFixed(2)

/**
 * A made-up handwritten signature in blue (NĐ 30/2020 Phụ lục I, II.7d), the same every time for one name. Real signatures
 * are pictures kept by the signing service; training has none of a real person's.
 */
export const handwriting = (name: string, { width, height }: Box): string => {
  const digits = sha256(name)
  const chance = (index: number) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16) / 255
  const base = height * 0.42
  const loops = 6
  const step = (width * 0.74) / loops
  let x = width * 0.12
  const path = [`${n(x)} ${n(base - height * 0.12)} m`]
  for (let index = 0; index < loops; index += 1) {
    const rise = height * (index === 0 ? 0.48 : 0.12 + 0.22 * chance(index))
    const lean = step * (0.5 + chance(index + 8))
    const drop = height * (0.04 + 0.12 * chance(index + 16))
    path.push(
      `${n(x + lean)} ${n(base + rise)} ${n(x + lean * 0.2)} ${n(base + rise * 1.15)} ${n(x + step * 0.55)} ${n(base)} c`,
      `${n(x + step * 0.7)} ${n(base - drop)} ${n(x + step * 0.8)} ${n(base - drop)} ${n(x + step)} ${n(base + drop * 0.6)} c`,
    )
    x += step
  }
  // The stroke back under the name.
  path.push(
    `${n(x + step)} ${n(base + height * 0.1)} ${n(width * 0.6)} ${n(height * 0.02)} ${n(width * 0.18)} ${n(height * (0.12 + 0.1 * chance(30)))} c`,
  )
  return `q 0.06 0.2 0.62 RG 1.5 w 1 J 1 j ${path.join(" ")} S Q`
}

const RED = "0.85 0.05 0.08"

/** A round training seal in red: the agency around, a star inside, `MẪU TẬP HUẤN` so that nobody takes it for a real one. */
export const trainingSeal = (agency: string, { width }: Box, outlines: Outlines): string => {
  const centre = width / 2
  const outer = centre - 1.2
  const ringText = agency.toLocaleUpperCase("vi")
  const ringSize = Math.min(8.2, ((outer - 8) * Math.PI * 1.45) / widthOf(ringText, outlines))
  const mark = "MẪU TẬP HUẤN"
  const markSize = 6
  const markFrom = centre - (widthOf(mark, outlines) * markSize) / 2
  return [
    `q ${RED} RG ${RED} rg`,
    `1.6 w ${circle(centre, outer)} S 0.6 w ${circle(centre, outer - 2.6)} S 0.6 w ${circle(centre, outer - 14)} S`,
    star(centre, centre + 4, 11),
    textOnCircle(ringText, ringSize, centre, outer - 5 - ringSize * 0.72, outlines),
    textOnLine(mark, markSize, markFrom, centre - 16, outlines),
    "Q",
  ].join(" ")
}

/** Four Bézier arcs. */
function circle(centre: number, radius: number): string {
  const k = radius * 0.5523
  const [c, r] = [centre, radius]
  return [
    `${n(c + r)} ${n(c)} m`,
    `${n(c + r)} ${n(c + k)} ${n(c + k)} ${n(c + r)} ${n(c)} ${n(c + r)} c`,
    `${n(c - k)} ${n(c + r)} ${n(c - r)} ${n(c + k)} ${n(c - r)} ${n(c)} c`,
    `${n(c - r)} ${n(c - k)} ${n(c - k)} ${n(c - r)} ${n(c)} ${n(c - r)} c`,
    `${n(c + k)} ${n(c - r)} ${n(c + r)} ${n(c - k)} ${n(c + r)} ${n(c)} c`,
  ].join(" ")
}

function star(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const angle = Math.PI / 2 + (index * Math.PI) / 5
    const reach = index % 2 === 0 ? radius : radius * 0.382
    return `${n(x + reach * Math.cos(angle))} ${n(y + reach * Math.sin(angle))} ${index === 0 ? "m" : "l"}`
  })
  return `${points.join(" ")} h f`
}

const widthOf = (text: string, outlines: Outlines): number =>
  [...text].reduce((sum, letter) => sum + outlines.letterOf(letter).advance, 0)

function textOnLine(text: string, size: number, from: number, y: number, outlines: Outlines): string {
  let x = from
  const letters = [...text].map((letter) => {
    const { advance, curves } = outlines.letterOf(letter)
    const drawn = drawLetter(curves, { size, x, y, angle: 0 })
    x += advance * size
    return drawn
  })
  return letters.join(" ")
}

/** Letters standing on a circle, centred at its top. */
function textOnCircle(
  text: string,
  size: number,
  centre: number,
  radius: number,
  outlines: Outlines,
): string {
  let angle = Math.PI / 2 + (widthOf(text, outlines) * size) / radius / 2
  const letters = [...text].map((letter) => {
    const { advance, curves } = outlines.letterOf(letter)
    const half = (advance * size) / 2
    angle -= half / radius
    const lean = angle - Math.PI / 2
    const x = centre + radius * Math.cos(angle) - half * Math.cos(lean)
    const y = centre + radius * Math.sin(angle) - half * Math.sin(lean)
    angle -= half / radius
    return drawLetter(curves, { size, x, y, angle: lean })
  })
  return letters.join(" ")
}

function drawLetter(
  curves: readonly Curve[],
  { size, x, y, angle }: { size: number; x: number; y: number; angle: number },
): string {
  if (curves.length === 0) return ""
  const [cos, sin] = [Math.cos(angle) * size, Math.sin(angle) * size]
  const at = ([u, v]: [number, number]) => `${n(x + u * cos - v * sin)} ${n(y + u * sin + v * cos)}`
  return `${curves.map(({ operator, points }) => [...points.map(at), operator].join(" ")).join(" ")} f`
}
