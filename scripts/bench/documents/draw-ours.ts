/** `draw-ours.ts LAYOUT.json EDITION.json SHEET.csv OUT.pdf`: our document with its attachments, in a process of its own; prints what it took. */
import { readFileSync, writeFileSync } from "node:fs"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"

const [input = "", edition = "", sheet = "", output = ""] = process.argv.slice(2)
const layout = JSON.parse(readFileSync(input, "utf8")) as DocumentLayout
const start = performance.now()
const { bytes } = await renderPdf(layout, {
  createdAt: new Date("2023-05-08T09:00:00+07:00"),
  attachments: [
    {
      name: "danh-muc.json",
      mimeType: "application/json",
      bytes: readFileSync(edition),
      description: "JSON",
    },
    { name: "danh-muc.csv", mimeType: "text/csv", bytes: readFileSync(sheet), description: "CSV" },
  ],
})
const drawn = performance.now() - start
writeFileSync(output, bytes)
console.log(JSON.stringify({ drawn, memory: process.resourceUsage().maxRSS / 1024 }))
