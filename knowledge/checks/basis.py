"""The laws, standards and policies that rules rest on, each named once."""

from __future__ import annotations

OURS = "本项目的规则"
AS_AGREED = "本项目的规则：通办协议写了的，才说能通办"

LICENSING_FULL_LIST = "《中华人民共和国行政许可法》第三十条：需要提交的全部材料的目录要公示"
LICENSING_NOTHING_MORE = "《中华人民共和国行政许可法》第三十条、第三十一条：材料要列全，无关的不能要"
LICENSING_TIME = "《中华人民共和国行政许可法》第四十二条"
LICENSING_FEES = "《中华人民共和国行政许可法》第五十八条、第五十九条"
BUSINESS_CLIMATE = "《优化营商环境条例》（国务院令第722号）第三十五条：办事指南要标准、细化"
OPEN_GOVERNMENT = "《中华人民共和国政府信息公开条例》（国务院令第711号）第六条：公开要及时、准确"
STANDARDISATION = "国发〔2022〕5号：政务服务标准化、规范化、便利化"
ONE_TRIP = "国办发〔2018〕45号：一网、一门、一次"
OLD_PEOPLE = "国办发〔2020〕45号：保留老年人熟悉的传统服务方式"
LIFE_EVENTS = "国发〔2024〕3号：高效办成一件事"
GUIDE_STANDARD = "GB/T 36114-2018《政务服务中心进驻事项服务指南编制规范》"
SITE_STANDARD = "GB/T 36112-2018《政务服务中心服务现场管理规范》"
DOCUMENT_STANDARD = "GB/T 9704-2012《党政机关公文格式》：发文字号的写法"
PUNCTUATION_STANDARD = "GB/T 15834-2011《标点符号用法》"
