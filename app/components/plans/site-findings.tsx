import { Text } from "@mantine/core"
import type { SiteCheck, WebsiteKind } from "#models/reference/website.ts"
import { formatDay, formatInstant } from "#models/shared/dates.ts"
import type { SiteLook } from "#models/site-look/site-look.ts"

/** What people found last, in words; what is lacking first. */
export function FoundByPeople({ kind, check }: { kind: WebsiteKind; check: SiteCheck | null }) {
  if (!check) return "chưa kiểm tra lần nào"
  const asked: [boolean, string, string][] =
    kind === "SYSTEM"
      ? [[check.isConnected, "đã kết nối", "chưa kết nối"]]
      : [
          [check.isComponent, "là trang thành phần", "chưa là trang thành phần"],
          [check.linksProvince, "có liên kết Cổng tỉnh", "thiếu liên kết Cổng tỉnh"],
          [check.linksNational, "có liên kết Cổng quốc gia, bộ", "thiếu liên kết Cổng quốc gia, bộ"],
        ]
  const said = check.isReachable
    ? asked
        .toSorted(([one], [other]) => Number(one) - Number(other))
        .map(([isSo, yes, no]) => (isSo ? yes : no))
        .join("; ")
    : "không truy cập được"
  return (
    <>
      {said}
      <Text size="sm" c="dimmed">
        {formatDay(check.checkedOn)}, {check.checkedBy}
        {check.note ? `: ${check.note}` : ""}
      </Text>
    </>
  )
}

type BySystem = {
  look: SiteLook | null
  isUnlike: boolean
  earlier: readonly SiteLook[]
  asked: { askedAt: Date | null; askedBy: string | null } | null
}

/** What the system found when it opened the site itself, with its looks before that. */
export function FoundBySystem({ look, isUnlike, earlier, asked }: BySystem) {
  return (
    <>
      {look ? <OneLook look={look} /> : "chưa kiểm tra lần nào"}
      {isUnlike ? (
        <Text size="sm" fw={600}>
          Khác kết quả người ghi; hãy xem lại trang và ghi lần kiểm tra mới.
        </Text>
      ) : null}
      {asked ? (
        <Text size="sm">
          Đang chờ kiểm tra theo yêu cầu của {asked.askedBy}; tải lại trang sau ít phút để xem.
        </Text>
      ) : null}
      {earlier.length > 0 ? (
        <details>
          <summary>{earlier.length} lần trước</summary>
          {earlier.map((one) => (
            <OneLook key={one.id} look={one} />
          ))}
        </details>
      ) : null}
    </>
  )
}

function OneLook({ look }: { look: SiteLook }) {
  return (
    <div>
      {lookInWords(look)}
      <Text size="sm" c="dimmed">
        {formatInstant(look.at)}, hệ thống{look.askedBy ? ` (${look.askedBy} yêu cầu)` : ""}
      </Text>
    </div>
  )
}

/** `truy cập được (HTTP 200; 0,4 giây); thiếu liên kết Cổng tỉnh`. */
const lookInWords = ({
  isReachable,
  fault,
  status,
  linksProvince,
  linksNational,
  milliseconds,
}: SiteLook): string => {
  if (isReachable === null) return `chưa kiểm tra được: ${fault}`
  if (!isReachable) return `không truy cập được: ${fault}`
  const seconds = milliseconds / 1000
  const took = seconds < 0.1 ? "dưới 0,1" : seconds.toLocaleString("vi-VN", { maximumFractionDigits: 1 })
  const links: [boolean | null, string][] = [
    [linksProvince, "liên kết Cổng tỉnh"],
    [linksNational, "liên kết Cổng quốc gia, bộ"],
  ]
  return [
    `truy cập được (HTTP ${status}; ${took} giây)`,
    ...links.flatMap(([has, what]) => (has === null ? [] : [`${has ? "có" : "thiếu"} ${what}`])),
    ...(fault ? [fault] : []),
  ].join("; ")
}
