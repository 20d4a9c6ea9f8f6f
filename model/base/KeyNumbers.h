#pragma once
// KeyNumbers: numbers keys in the order in which they are added, 0 first. Copies share one table, and each knows only as many keys
// as it has itself added or had when it was made: a copy costs two words, however many keys there are. Copies that add the same keys
// in the same order, as states of one journal do, go on sharing; one that adds another key gets a table of its own. Not for copies
// in several threads.

#include "model/base/PagedList.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace lab {

template<class Key, class Hash = std::hash<Key>>
class KeyNumbers
{
public:
    std::size_t size() const { return m_size; }

    /// Nothing: it was not added.
    std::optional<std::size_t> find(const Key& key) const
    {
        const std::size_t number = m_table ? m_table->find(key) : m_size;
        return number < m_size ? std::optional(number) : std::nullopt;
    }

    /// Adds it if it is not there.
    std::size_t numberOf(const Key& key)
    {
        const std::size_t there = m_table ? m_table->find(key) : m_size;
        if (there < m_size)
            return there;
        if (!m_table)
            m_table = std::make_shared<Table>();
        if (m_table->keys.size() > m_size) { // another copy went on
            if (m_table->keys[m_size] == key)
                return m_size++;
            m_table = std::make_shared<Table>(*m_table, m_size);
        }
        m_table->add(key);
        return m_size++;
    }

private:
    /// A place of the hash table: 1 + the number of a key, 0: free; and a part of its hash.
    struct Place
    {
        std::uint32_t number = 0, tag = 0;
    };

    struct Table
    {
        Table() = default;

        Table(const Table& other, std::size_t first)
        {
            for (std::size_t i = 0; i < first; ++i)
                add(other.keys[i]);
        }

        std::size_t find(const Key& key) const
        {
            const auto tag = static_cast<std::uint32_t>(Hash {}(key));
            for (std::size_t at = tag & (places.size() - 1); places[at].number != 0; at = (at + 1) & (places.size() - 1))
                if (places[at].tag == tag && keys[places[at].number - 1] == key)
                    return places[at].number - 1;
            return keys.size();
        }

        void add(const Key& key)
        {
            keys.push_back(key);
            if (keys.size() * 2 > places.size()) {
                std::vector<Place> before(places.size() * 2);
                before.swap(places);
                for (const Place& one : before)
                    if (one.number != 0)
                        put(one);
            }
            put({static_cast<std::uint32_t>(keys.size()), static_cast<std::uint32_t>(Hash {}(key))});
        }

        void put(const Place& one)
        {
            std::size_t at = one.tag & (places.size() - 1);
            while (places[at].number != 0)
                at = (at + 1) & (places.size() - 1);
            places[at] = one;
        }

        PagedList<Key, 512> keys;
        std::vector<Place> places = std::vector<Place>(16); ///< a power of two of them
    };

    std::shared_ptr<Table> m_table;
    std::size_t m_size = 0;
};

} // namespace lab
