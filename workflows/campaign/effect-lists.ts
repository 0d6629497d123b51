import { type CatalogueChange, CHANGE_FIGURES } from "#models/catalogue-edition/figures/change-lists.ts"
import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"

/** The lists behind the figures of an edition's effect, by what their addresses call them. */
export const EFFECT_LISTS = {
  moi: { change: "NEW", label: FIGURES[CHANGE_FIGURES.NEW].label },
  nang: { change: "RAISED", label: FIGURES[CHANGE_FIGURES.RAISED].label },
  ha: { change: "LOWERED", label: FIGURES[CHANGE_FIGURES.LOWERED].label },
  giu: { change: "KEPT", label: FIGURES[CHANGE_FIGURES.KEPT].label },
  rut: { change: "WITHDRAWN", label: FIGURES[CHANGE_FIGURES.WITHDRAWN].label },
  "de-lai": { change: null, label: FIGURES.leftOutServices.label },
  "nghi-ngo": { change: null, label: "Từng có điểm nghi ngờ" },
  "chua-tra-loi": { change: null, label: "Điểm nghi ngờ chưa trả lời" },
} as const satisfies Record<string, { change: CatalogueChange | null; label: string }>

export type EffectList = keyof typeof EFFECT_LISTS
export const EFFECT_LIST_NAMES = Object.keys(EFFECT_LISTS) as EffectList[]
