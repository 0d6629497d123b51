/** The number a part of an address is; 0, which numbers nothing, for whatever is none. Whole, and small enough to be exact. */
export const numberParam = (text = ""): number => (/^\d{1,15}$/.test(text) ? Number(text) : 0)
