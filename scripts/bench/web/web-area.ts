import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import type { Area, Measure } from "../area.ts"
import { withServedApp } from "../public/served-app.ts"
import { healthWhile } from "./health.ts"
import { memoryWhile } from "./memory-of.ts"
import type { Mixed } from "./people.ts"
import { percentile } from "./percentile.ts"
import type { Sent } from "./strangers.ts"

const PEOPLE = join(import.meta.dirname, "people.ts")
const STRANGERS = join(import.meta.dirname, "strangers.ts")
/** Enough of them that the hundredth part of what is asked meanwhile is more than one or two. */
const WAVES = 8
const SECONDS = 60
/** Memory is watched over ten minutes: the two mixes, then a few people who go on. */
const GO_ON_SECONDS = 480
const MEBIBYTES = 500
/** What the last minute may hold more than the minute after the crowd left. */
const FLAT = 1.1

/** What a process of its own prints. */
const ask = async <T>(program: string, ...args: (string | number)[]): Promise<T> => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args.map(String)], {
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(stdout) as T
}

/** So many people at once at the office's work. */
const work = (url: string, people: number, seconds: number) => ask<Mixed>(PEOPLE, url, people, seconds)

/** The office's real mix over HTTP, beside a bare route of the same process under the same load. */
export const webArea: Area = {
  name: "web",
  title: "Trang của cơ quan khi nhiều người cùng làm",
  run: (say) =>
    withServedApp(
      async (url, pid) => {
        const first = await healthWhileFiles(url, say)
        const later = await healthWhileFiles(url, say)
        const measures: Measure[] = [
          measure(
            "health-while-first-files",
            "/healthz khi nhận 20 tệp lạ, máy chủ vừa khởi động: p99",
            first,
            "ms",
            null,
          ),
          measure("health-while-files", "/healthz khi nhận 20 tệp lạ: p99", later, "ms", { atMost: 50 }),
        ]
        const held: number[] = []
        for (const people of [50, 200]) {
          say(`${people} người cùng làm trong ${SECONDS} giây`)
          const mix = await memoryWhile(pid, work(url, people, SECONDS))
          held.push(...mix.held)
          measures.push(...measuresOf(mix.value, people, say))
        }
        say(`10 người làm tiếp ${GO_ON_SECONDS} giây để xem bộ nhớ`)
        const after = await memoryWhile(pid, work(url, 10, GO_ON_SECONDS))
        held.push(...after.held)
        const minute = (from: number) => percentile(after.held.slice(from, from + 60), 50)
        measures.push(
          measure("memory", "Bộ nhớ nhiều nhất", Math.max(...held), "MiB", { atMost: MEBIBYTES }),
          measure(
            "memory-flat",
            "Bộ nhớ phút cuối so với phút đầu sau khi đông người",
            minute(Math.max(0, after.held.length - 60)) / minute(0),
            "×",
            { atMost: FLAT },
          ),
        )
        return measures
      },
      { TRUST_PROXY: "1" },
    ),
}

/** p99 of `/healthz` in milliseconds while strangers send files. */
async function healthWhileFiles(url: string, say: (line: string) => void): Promise<number> {
  say(`${WAVES} lượt, mỗi lượt 20 tệp lạ gửi cùng lúc, mỗi tệp từ một địa chỉ`)
  const { times, value } = await healthWhile(url, () => ask<Sent>(STRANGERS, url, WAVES))
  say(
    `hỏi ${times.length} lần; nhận ${value.taken} trong ${value.answered} tệp, các tệp khác được báo thử lại`,
  )
  return percentile(times, 99)
}

const measure = (
  name: string,
  title: string,
  value: number,
  unit: string,
  target: Measure["target"],
): Measure => ({ name, title, value, unit, target })

function measuresOf({ times, faults }: Mixed, people: number, say: (line: string) => void): Measure[] {
  const p95 = (values: readonly number[]) => percentile(values, 95)
  const count = Object.values(times).reduce((sum, one) => sum + one.length, 0)
  for (const [kind, values] of Object.entries(times))
    say(
      `${kind}: ${values.length} yêu cầu, p50 ${Math.round(percentile(values, 50))} ms, p95 ${Math.round(p95(values))} ms`,
    )
  say(`${Math.round(count / SECONDS)} yêu cầu mỗi giây`)
  for (const fault of new Set(faults.slice(0, 20))) say(`LỖI ${fault}`)
  const beside = (values: readonly number[]) => p95(values) / p95(times.bare)
  const named = (name: string, title: string, value: number, unit: string, target: Measure["target"]) =>
    measure(`${name}-${people}`, `${people} người: ${title}`, value, unit, target)
  return [
    named("errors", "yêu cầu lỗi", faults.length, "lần", { atMost: 0 }),
    named("lists", "danh sách, p95 so với trang trống", beside(times.list), "×", { atMost: 8 }),
    named("forms", "biểu mẫu, p95 so với trang trống", beside(times.form), "×", { atMost: 8 }),
    named("public", "trang công khai, p95 so với trang trống", beside(times.publicPage), "×", { atMost: 3 }),
    named("search", "tìm kiếm, p95 so với trang trống", beside(times.search), "×", null),
    named("per-second", "yêu cầu mỗi giây", count / SECONDS, "", null),
  ]
}
