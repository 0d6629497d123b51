import { z } from "zod"
import { EFFECT_LIST_NAMES, type EffectList } from "#workflows/campaign/effect-lists.ts"

/** Which list of an edition's effect an address asks for; what is withdrawn where it says nothing known. */
export const effectListOf = (request: Request): EffectList =>
  z.enum(EFFECT_LIST_NAMES).catch("rut").parse(new URL(request.url).searchParams.get("nhom"))
