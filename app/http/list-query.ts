import { z } from "zod"

/** The page of a list, from 1; whatever is no page number is the first. */
export const pageNumber = z.coerce.number().int().min(1).max(100_000).catch(1).default(1)

/** A revision that is asked for, from 1; 0: none in particular. */
export const revisionNumber = z.coerce.number().int().min(0).max(10_000).catch(0).default(0)

/** A filter that takes one of a few words; missing or unknown it is empty and filters nothing. */
export const choiceOf = <const Values extends readonly string[]>(values: Values) =>
  z
    .enum([...values, ""] as [...Values, ""])
    .catch("" as never)
    .default("" as never)

/** A filter that takes a text, such as an id; missing or too long it is empty and filters nothing. */
export const textUpTo = (max: number) => z.string().max(max).catch("").default("")

/** How a list is ordered: by one of a few columns, `-` before it the other way round; else as usual. */
export const sortOf = <const Keys extends readonly string[]>(keys: Keys) =>
  z
    .string()
    .refine((text) => keys.includes(text.replace(/^-/, "")))
    .catch("")
    .default("")

/** What the address of a list asks for. An address that was typed or is old never fails: what it may not ask is left out. */
export const listQuery = <Shape extends z.ZodRawShape>(request: Request, shape: z.ZodObject<Shape>) =>
  shape.parse(Object.fromEntries(new URL(request.url).searchParams))
