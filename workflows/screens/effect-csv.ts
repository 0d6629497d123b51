import { toCsv } from "#models/shared/csv.ts"
import { SERVICE_LEVEL_LABELS, type ServiceLevel } from "#models/shared/levels.ts"
import { withTrainingColumn } from "#models/shared/training-mark.ts"
import { EFFECT_LISTS } from "#workflows/campaign/effect-lists.ts"
import type { EffectPage } from "./effect-page.server.ts"

const HEADINGS = ["Đơn vị", "Mã dịch vụ", "Thủ tục", "Danh mục trước", "Danh mục này", "Thay đổi"]

const levelOf = (level: ServiceLevel | null): string => (level ? SERVICE_LEVEL_LABELS[level] : "")

/** One line per service behind a figure of the effect. */
export const toEffectCsv = ({ rows, list }: EffectPage, isTraining: boolean): Uint8Array =>
  toCsv(
    withTrainingColumn(
      [
        HEADINGS,
        ...rows.map(({ unitName, serviceCode, name, before, now }) => [
          unitName,
          serviceCode,
          name,
          levelOf(before),
          levelOf(now),
          EFFECT_LISTS[list].label,
        ]),
      ],
      isTraining,
    ),
  )
