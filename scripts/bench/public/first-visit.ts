import { gzipSync } from "node:zlib"

/** What a first visit loads, bytes: the page as it is, and its scripts and style sheets as sent. */
export type FirstVisit = {
  html: number
  htmlGzipped: number
  scriptsAndStylesGzipped: number
  scripts: number
}

const LOADED = /<(?:script[^>]*\ssrc|link[^>]*\srel="(?:stylesheet|modulepreload)"[^>]*\shref)="([^"]+)"/g

/** Loads a page as a browser does the first time. `html`, gzip at its usual level; inline scripts count as scripts. */
export const firstVisit = async (url: string, path: string): Promise<FirstVisit> => {
  const html = await (await fetch(`${url}${path}`)).text()
  const addresses = [...html.matchAll(LOADED)].map(([, address = ""]) => address)
  let bytes = 0
  for (const address of new Set(addresses)) {
    const body = Buffer.from(await (await fetch(new URL(address, url))).arrayBuffer())
    bytes += gzipSync(body).length
  }
  return {
    html: Buffer.byteLength(html),
    htmlGzipped: gzipSync(html).length,
    scriptsAndStylesGzipped: bytes,
    scripts: [...html.matchAll(/<script\b/g)].length,
  }
}
