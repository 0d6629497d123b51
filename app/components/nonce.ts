import { createContext } from "react"

/** Marks inline scripts and style elements for the Content-Security-Policy while a page is drawn. Undefined in the browser. */
export const NonceContext = createContext<string | undefined>(undefined)

/** The nonce of the page that is open, for style elements made in it later: browsers tell it to scripts that have it, as a property alone. */
export const pageNonce: string | undefined =
  typeof document === "undefined"
    ? undefined
    : document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce
