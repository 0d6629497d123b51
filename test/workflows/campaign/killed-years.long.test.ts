import { afterAll, beforeAll, expect, test } from "vitest"
import { MORTAL_PHASES } from "#test/setup/office-processes.ts"
import { type Deaths, type KilledYears, prepareYears } from "./killed-years.ts"

let years: KilledYears
beforeAll(async () => {
  years = await prepareYears()
}, 600_000)
afterAll(() => years?.end())

/** Of a phase with many more places than the others, only so many evenly spread. */
const MOST = 24
/** Each year has one death in every phase. */
const lives = (): Deaths[] => {
  const perPhase = MORTAL_PHASES.map((phase) => {
    const places = years.places[phase]
    const count = Math.min(places, phase === "deliver" ? MOST : places)
    return Array.from({ length: count }, (_, index) => ({
      phase,
      point: 1 + Math.floor((index * places) / count),
    }))
  })
  const longest = Math.max(...perPhase.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => perPhase.flatMap((points) => points[index] ?? []))
}

test("wherever an office is killed in its freeze, issue, sending and publication, it ends as if it had lived", {
  timeout: 7_200_000,
}, async () => {
  const all = lives()
  expect(all.length).toBeGreaterThan(20)
  for (const deaths of all) await years.live(deaths)
})

test("whoever goes on with what was left behind may be killed as well, again and again", {
  timeout: 1_800_000,
}, async () => {
  const twice: Deaths = MORTAL_PHASES.flatMap((phase) => [
    { phase, point: Math.ceil(years.places[phase] / 2) },
    { phase, point: 4 },
    // Of a publication too little is left by then.
    ...(phase === "publish" ? [] : [{ phase, point: 5 }]),
  ])
  await years.live(twice)
})
