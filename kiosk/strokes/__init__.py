"""Characters by their strokes, for people who know neither pinyin nor a keyboard."""
