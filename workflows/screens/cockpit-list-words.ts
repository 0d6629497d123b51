import { CHANGE_FIGURES } from "#models/catalogue-edition/figures/change-lists.ts"
import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { formatDay } from "#models/shared/dates.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import type { CockpitList } from "#workflows/cockpit/cockpit-list.ts"
import { UNIT_ACTS } from "#workflows/cockpit/unit-acts.ts"

/** What a list of the overview holds, as its title. */
export const listInWords = (list: CockpitList): string => {
  switch (list.list) {
    case "work":
      return `${FIGURES[list.figure].label}, hết ngày ${formatDay(list.day)}`
    case "acts": {
      const what = list.act ? UNIT_ACTS[list.act].label : "Việc đã làm"
      return list.from === list.to
        ? `${what} ngày ${formatDay(list.from)}`
        : `${what} từ ${formatDay(list.from)} đến ${formatDay(list.to)}`
    }
    case "levels":
      if (list.level === undefined) return FIGURES.reviewedServices.label
      return list.level === "NONE"
        ? "Chưa có đề xuất mức độ"
        : `Đề xuất: ${SERVICE_LEVEL_LABELS[list.level].toLocaleLowerCase("vi")}`
    case "changes":
      if (list.change === "BEFORE") return "Danh mục trước"
      return list.change === "AFTER" ? "Danh mục này" : FIGURES[CHANGE_FIGURES[list.change]].label
  }
}
