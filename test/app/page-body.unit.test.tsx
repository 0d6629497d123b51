import { renderToPipeableStream } from "react-dom/server"
import { expect, test } from "vitest"
import { pageBody } from "#app/http/page-body.server.ts"

const WORDS = "Kế hoạch rà soát, đơn giản hóa thủ tục hành chính của tỉnh"

test("a long Vietnamese page is sent letter for letter, with nothing between", async () => {
  const rows = Array.from({ length: 500 }, (_, n) => `${WORDS} ${n}`)
  const page = Promise.withResolvers<Buffer<ArrayBuffer>>()
  const { pipe } = renderToPipeableStream(
    <ul>
      {rows.map((row) => (
        <li key={row}>{row}</li>
      ))}
    </ul>,
  )
  pipe(pageBody(page.resolve))
  expect((await page.promise).toString()).toBe(`<ul>${rows.map((row) => `<li>${row}</li>`).join("")}</ul>`)
})
