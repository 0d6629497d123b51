import { ACT_LIST_NAMES, ACT_LISTS, type ActEffect } from "#models/catalogue-edition/figures/act-effect.ts"
import { toCsv } from "#models/shared/csv.ts"
import { SERVICE_LEVEL_LABELS, type ServiceLevel } from "#models/shared/levels.ts"
import { withTrainingColumn } from "#models/shared/training-mark.ts"

const HEADINGS = ["Đơn vị", "Mã dịch vụ", "Thủ tục", "Trước", "Sau", "Đang theo quyết định", "Hệ quả"]

const levelOf = (level: ServiceLevel | null): string => (level ? SERVICE_LEVEL_LABELS[level] : "")

/** What an act after publication touches, one line per service; the lists together are all of it. */
export const toActEffectCsv = ({ lists }: Pick<ActEffect, "lists">, isTraining: boolean): Uint8Array =>
  toCsv(
    withTrainingColumn(
      [
        HEADINGS,
        ...ACT_LIST_NAMES.flatMap((list) =>
          lists[list].map(({ unitName, serviceCode, name, before, now, decision }) => [
            unitName,
            serviceCode,
            name,
            levelOf(before),
            levelOf(now),
            decision,
            ACT_LISTS[list],
          ]),
        ),
      ],
      isTraining,
    ),
  )
