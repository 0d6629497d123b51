/** Who and when; `onBehalfOf`: in whose place. */
export type Decided = { by: string; at: string; onBehalfOf?: string }

/** Of an event what a context keeps of its doer. */
export const decidedBy = ({ by, at, onBehalfOf }: Decided): Decided => ({
  by,
  at,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
})
