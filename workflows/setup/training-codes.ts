import type { Agency } from "#models/agency/agency.ts"
import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import type { ProvinceRow } from "./nation-tables.ts"

/**
 * Gives agencies whose codes are not public made-up ones, marked as such: a training province or a rehearsal has nobody to ask.
 * Communes keep the statistics office's number alone. Never for an office's own work, which asks for the real ones.
 */
export const withTrainingCodes = (directory: UnitDirectory, province: ProvinceRow): UnitDirectory => {
  const taken = new Set(directory.agencies.flatMap(({ codes }) => codes.map(({ code }) => code)))
  const numbers = freeNumbers(taken, province.orgCode)
  return {
    ...directory,
    agencies: directory.agencies.map((agency) => {
      if (agency.kind === "COMMUNE_COMMITTEE" || agency.codes.length > 0) return agency
      const number = numbers.next().value
      const { validFrom, validTo } = agency
      const madeUp = { training: true, validFrom, validTo }
      return {
        ...agency,
        codes: [
          { scheme: "QD20_2020" as const, code: `${province.orgCode}.${number}`, ...madeUp },
          { scheme: "QCVN102" as const, code: `000.00.${number}.${province.orgCode}`, ...madeUp },
        ],
      } satisfies Agency
    }),
  }
}

/** `01`, `02`, … as long as the province has no such unit number. */
function* freeNumbers(taken: ReadonlySet<string>, orgCode: string): Generator<string, never> {
  for (let number = 1; ; number += 1) {
    const text = String(number).padStart(2, "0")
    if (!taken.has(`${orgCode}.${text}`)) yield text
  }
}
