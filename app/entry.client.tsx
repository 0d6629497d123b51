import { RemixBrowser } from "@remix-run/react"
import { setNonce } from "get-nonce"
import { StrictMode, startTransition } from "react"
import { hydrateRoot } from "react-dom/client"
import "#models/shared/vietnamese-messages.ts"
import { pageNonce } from "./components/nonce.ts"

// For the style element that keeps a page from scrolling under a dialog.
if (pageNonce) setNonce(pageNonce)

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  )
})
