import { z } from "zod"

const asSent = (value: unknown): unknown => (value === true ? "on" : value === false ? undefined : value)

/** A box: posted as `on` or not at all, in the browser's own check true or false. */
export const Ticked = z.preprocess(asSent, z.literal("on").optional())

/** Boxes by name, of which any may be ticked. */
export const TickedBoxes = z.record(z.string(), Ticked).default({})

/** A box that has to be ticked. */
export const mustTick = (missing: string) => z.preprocess(asSent, z.literal("on", { error: missing }))
