import { parseArgs } from "node:util"
import { PORTAL_TARGETS } from "#seeds/reference/portal-targets.ts"
import { FAULT_KINDS } from "#workflows/gateways/portals/simulator/portal-state.ts"
import { startPortalSimulator } from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { fail, failWith } from "./command-line.ts"
import { endWith } from "./ending.ts"

// The address the reference data names as long as no real portal is configured.
const { values } = parseArgs({ options: { port: { type: "string", default: "4010" } } })
const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`Cổng mạng «${values.port}» không hợp lệ: nhập một số từ 0 đến 65535.`)

const simulator = await startPortalSimulator({ port }).catch((error: NodeJS.ErrnoException) => {
  const taken = error.code === "EADDRINUSE"
  return fail(taken ? `Cổng mạng ${port} đang được dùng. Chọn số khác bằng --port.` : error.message)
})
console.log("Các cổng mô phỏng đang chạy:")
for (const { id } of PORTAL_TARGETS) console.log(`  ${simulator.url}/${id}`)
console.log(`Gây lỗi thử: POST ${simulator.url}/_faults {"target": "cong-tinh", "kind": "500", "count": 3}`)
console.log(`  kind: ${FAULT_KINDS.join(", ")}; bỏ hết: DELETE ${simulator.url}/_faults`)

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    simulator.close().then(() => endWith(0), failWith)
  })
