import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import type { RowStanding } from "#models/catalogue-edition/row-standing.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { type CatalogueColumn, column, columnsOf } from "./catalogue-columns.ts"

/** The columns of an edition with how each row stands on a day: an additional view, for the file as published never changes. */
export const columnsWithStanding = (
  edition: FrozenEdition,
  standingOf: (entry: CatalogueEntry) => RowStanding,
  day: IsoDay,
): readonly CatalogueColumn[] => [
  ...columnsOf(edition),
  column("hieu_luc", "Hiệu lực hiện nay", (entry) => standingOf(entry).label),
  column("ngay_het_hieu_luc", "Hết hiệu lực từ ngày", (entry) => standingOf(entry).endsOn ?? "", {
    datatype: "date",
    required: false,
  }),
  column("van_ban_het_hieu_luc", "Hết hiệu lực theo", (entry) => standingOf(entry).by, {
    required: false,
    width: 40,
  }),
  column("tinh_den_ngay", "Tính đến ngày", () => day, { datatype: "date" }),
]
