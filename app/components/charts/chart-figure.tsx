import type { ReactNode } from "react"
import classes from "./chart-figure.module.css"

type ChartFigureProps = {
  draw: (size: "wide" | "narrow") => ReactNode
  file: (kind: "csv" | "png" | "svg") => string
}

/** A picture drawn for desk and phone, with its files. */
export function ChartFigure({ draw, file }: ChartFigureProps) {
  return (
    <figure className={classes.picture}>
      <div className={classes.wide}>{draw("wide")}</div>
      <div className={classes.narrow}>{draw("narrow")}</div>
      <figcaption className={classes.files}>
        <a href={file("csv")}>Tải bảng số liệu (CSV)</a>
        <a href={file("png")}>Tải hình (PNG)</a>
        <a href={file("svg")}>Tải hình (SVG)</a>
      </figcaption>
    </figure>
  )
}
