import { Group, Stack, Text } from "@mantine/core"
import { Link } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import type { WorkCounts } from "#workflows/screens/work-counts.ts"
import { paths } from "../../http/paths.ts"
import type { WorkView } from "./work-view.ts"

const PLACES = [
  { xem: undefined, label: "Tất cả" },
  { xem: "MINE", label: "Của tôi" },
  { xem: "UNCLAIMED", label: "Chưa ai nhận" },
  { xem: "OTHERS", label: "Chờ người khác" },
] as const
const URGENCIES = [
  { han: "LATE", label: "Quá hạn" },
  { han: "SOON", label: "Trong 3 ngày" },
  { han: "LATER", label: "Sau đó" },
] as const

/** The parts of the list as links, each with how much is in it. `others`: what others have, beside what stands in the list. */
export function WorkLinks({ counts, others, view }: { counts: WorkCounts; others: number; view: WorkView }) {
  const { places, urgencies } = counts
  const inPlace = { ...places, OTHERS: places.OTHERS + others }
  const all = inPlace.MINE + inPlace.UNCLAIMED + inPlace.OTHERS
  return (
    <Stack gap="xs" mb="lg">
      <Group component="nav" aria-label="Việc theo người giữ" gap="lg">
        {PLACES.map(({ xem, label }) => (
          <Choice
            key={label}
            to={paths.myWork({ xem })}
            isCurrent={view.xem === xem && view.han === undefined}
            text={`${label} (${formatNumber(xem ? inPlace[xem] : all)})`}
          />
        ))}
      </Group>
      <Group component="nav" aria-label="Việc của tôi theo hạn" gap="lg">
        {URGENCIES.map(({ han, label }) => (
          <Choice
            key={han}
            to={paths.myWork({ xem: "MINE", han })}
            isCurrent={view.han === han}
            text={`${label} (${formatNumber(urgencies[han])})`}
          />
        ))}
      </Group>
    </Stack>
  )
}

function Choice({ to, isCurrent, text }: { to: string; isCurrent: boolean; text: string }) {
  return (
    <Link to={to} aria-current={isCurrent ? "page" : undefined}>
      <Text span fw={isCurrent ? 600 : 400}>
        {text}
      </Text>
    </Link>
  )
}
