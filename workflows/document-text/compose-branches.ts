import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { entryNameInText } from "#models/catalogue-edition/entry-name.ts"
import { branchFiguresOf } from "#models/catalogue-edition/figures/branch-figures.ts"
import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { romanNumeral } from "#models/shared/numbers.ts"
import { GROUP_LETTERS, groupRow, indexed } from "./annex-rows.ts"
import type { Row } from "./document-layout.ts"

/**
 * The rows of the annex of central branches: agency → field, numbered through. No level of government, since no branch is under
 * one, and no level of service, since the province announces none for them.
 */
export const branchRows = (edition: Pick<CarriedEdition, "branches">): Row[] => {
  const { branches = [] } = edition
  let number = 0
  return [
    groupRow(
      0,
      `${GROUP_LETTERS[0]}. ${FIGURES.branchServices.noun.toLocaleUpperCase("vi")}`,
      branchFiguresOf(edition).branchServices,
    ),
    ...indexed(Map.groupBy(branches, ({ agency }) => agency.id)).flatMap(([roman, [, ofAgency]]) => [
      groupRow(
        1,
        `${romanNumeral(roman + 1)}. ${(ofAgency[0]?.agency.name ?? "").toLocaleUpperCase("vi")}`,
        ofAgency.length,
      ),
      ...indexed(Map.groupBy(ofAgency, ({ field }) => field.name)).flatMap(([index, [field, inField]]) => [
        groupRow(2, `${index + 1}. Lĩnh vực ${field}`, inField.length),
        ...inField.map((row): Row => {
          number += 1
          return {
            kind: "item",
            cells: [
              String(number),
              `${row.procedure.code}\n(${row.serviceCode})`,
              entryNameInText(row, "\n"),
              row.agency.name,
              row.announcementDecision,
            ],
          }
        }),
      ]),
    ]),
  ]
}
