import { createContext } from "react"

/** Marks inline scripts for the Content-Security-Policy. Empty in the browser, which hides nonces. */
export const NonceContext = createContext<string | undefined>(undefined)
