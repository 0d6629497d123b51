import { Agent, get } from "node:http"
import type { Area, Measure } from "../area.ts"
import { timeInTurn } from "../timing.ts"
import { firstVisit } from "./first-visit.ts"
import { withServedApp } from "./served-app.ts"

/** Requests of one turn, and how many are under way at once. */
const REQUESTS = 400
const AT_ONCE = 16
const ROUNDS = 9

const KILOBYTE = 1024

/** The public pages over HTTP, beside the bare health route of the same process. */
export const publicArea: Area = {
  name: "public",
  title: "Trang công khai",
  run: (say) =>
    withServedApp(async (url) => {
      const list = await (await fetch(`${url}/danh-muc`)).text()
      const procedure = /href="(\/thu-tuc\/[^"]+)"/.exec(list)?.[1]
      if (!procedure) throw new Error("the list of the training catalogue is empty")
      say(`mỗi lượt ${REQUESTS} yêu cầu, ${AT_ONCE} yêu cầu một lúc, ${ROUNDS} lượt xen kẽ`)
      const times = await timeInTurn(
        {
          health: () => askMany(`${url}/healthz`),
          list: () => askMany(`${url}/danh-muc`),
          procedure: () => askMany(`${url}${procedure}`),
        },
        { rounds: ROUNDS, warmUp: 2 },
      )
      const visit = await firstVisit(url, "/danh-muc")
      say(`/healthz ${perSecond(times.health)}, /danh-muc ${perSecond(times.list)} yêu cầu mỗi giây`)
      return [
        ratio("list-health", "Danh mục: số yêu cầu mỗi giây so với /healthz", times.health / times.list),
        ratio(
          "procedure-health",
          "Trang thủ tục: số yêu cầu mỗi giây so với /healthz",
          times.health / times.procedure,
        ),
        {
          name: "first-visit",
          title: "Danh mục: CSS và JavaScript lần đầu, đã nén",
          value: visit.scriptsAndStylesGzipped / KILOBYTE,
          unit: "KB",
          target: { atMost: 30 },
        },
        {
          name: "list-html",
          title: "Danh mục: HTML chưa nén",
          value: visit.html / KILOBYTE,
          unit: "KB",
          target: { atMost: 25 },
        },
      ]
    }),
}

const ratio = (name: string, title: string, value: number): Measure => ({
  name,
  title,
  value,
  unit: "×",
  target: { atLeast: 0.6 },
})

const perSecond = (milliseconds: number): string => Math.round((REQUESTS / milliseconds) * 1000).toString()

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })

/** Asks for an address again and again as a browser would, and reads each answer to its end. */
const askMany = async (address: string): Promise<void> => {
  let left = REQUESTS
  const askInTurn = async () => {
    while (left-- > 0) await ask(address)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askInTurn))
}

const ask = (address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    get(address, { agent, headers: { "Accept-Encoding": "gzip" } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${address} answered ${answer.statusCode}`))
      answer.on("end", resolve).on("error", reject).resume()
    }).on("error", reject)
  })
